// What the package importlib stands on: _imp, and _frozen_importlib with its external half. The import statement itself
// is vm/import.c; what only programs that look into importing ask for is written in Python here.
#include <string.h>

#include "lang/compile.h"
#include "modules/modules.h"
#include "modules/native.h"
#include "types/int.h"
#include "vm/import_internal.h"

static const char bootstrap[] =
    "import sys\n"
    "_bootstrap_external = None\n"
    "def _verbose_message(message, *args, verbosity=1): pass\n"
    "def _call_with_frames_removed(f, *args, **kwds): return f(*args, **kwds)\n"
    "def _find_spec(name, path, target=None):\n"
    "    for finder in sys.meta_path or ():\n"
    "        find = getattr(finder, 'find_spec', None)\n"
    "        spec = find(name, path, target) if find is not None else None\n"
    "        if spec is not None: return spec\n"
    "    return None\n"
    "def _resolve_name(name, package, level):\n"
    "    parts = package.split('.')\n"
    "    if len(parts) < level: raise ImportError('attempted relative import beyond top-level package')\n"
    "    base = '.'.join(parts[:len(parts) - level + 1])\n"
    "    return base + '.' + name if name else base\n"
    "def spec_from_loader(name, loader, *, origin=None, is_package=None):\n"
    "    if origin is None: origin = getattr(loader, '_ORIGIN', None)\n"
    "    if hasattr(loader, 'get_filename'):\n"
    "        places = None if is_package is None else [] if is_package else None\n"
    "        if is_package is None:\n"
    "            return _bootstrap_external.spec_from_file_location(name, loader=loader)\n"
    "        return _bootstrap_external.spec_from_file_location(name, loader=loader,\n"
    "                                                           submodule_search_locations=places)\n"
    "    if is_package is None and hasattr(loader, 'is_package'):\n"
    "        try: is_package = loader.is_package(name)\n"
    "        except ImportError: is_package = None\n"
    "    return ModuleSpec(name, loader, origin=origin, is_package=bool(is_package))\n"
    "def _init_module_attrs(spec, module, *, override=False):\n"
    "    values = {'__name__': spec.name, '__loader__': spec.loader, '__package__': spec.parent, '__spec__': spec}\n"
    "    if spec.submodule_search_locations is not None: values['__path__'] = spec.submodule_search_locations\n"
    "    if spec.has_location:\n"
    "        values['__file__'] = spec.origin\n"
    "        if spec.cached is not None: values['__cached__'] = spec.cached\n"
    "    for key, value in values.items():\n"
    "        if override or key == '__spec__' or getattr(module, key, None) is None:\n"
    "            try: setattr(module, key, value)\n"
    "            except AttributeError: pass\n"
    "    return module\n"
    "def module_from_spec(spec):\n"
    "    module = None\n"
    "    if hasattr(spec.loader, 'create_module'): module = spec.loader.create_module(spec)\n"
    "    elif hasattr(spec.loader, 'exec_module'):\n"
    "        raise ImportError('loaders that define exec_module() must also define create_module()')\n"
    "    if module is None: module = type(sys)(spec.name)\n"
    "    return _init_module_attrs(spec, module)\n"
    "def _exec(spec, module):\n"
    "    if sys.modules.get(spec.name) is not module:\n"
    "        raise ImportError(f'module {spec.name!r} not in sys.modules', name=spec.name)\n"
    "    try:\n"
    "        if spec.loader is None:\n"
    "            if spec.submodule_search_locations is None: raise ImportError('missing loader', name=spec.name)\n"
    "            _init_module_attrs(spec, module, override=True)\n"
    "        else:\n"
    "            _init_module_attrs(spec, module, override=True)\n"
    "            if hasattr(spec.loader, 'exec_module'): spec.loader.exec_module(module)\n"
    "            else: spec.loader.load_module(spec.name)\n"
    "    finally:\n"
    "        module = sys.modules.pop(spec.name)\n"
    "        sys.modules[spec.name] = module\n"
    "    return module\n"
    "def _load(spec):\n"
    "    module = module_from_spec(spec)\n"
    "    sys.modules[spec.name] = module\n"
    "    try:\n"
    "        if spec.loader is not None: spec.loader.exec_module(module)\n"
    "    except BaseException:\n"
    "        sys.modules.pop(spec.name, None)\n"
    "        raise\n"
    "    return sys.modules[spec.name]\n"
    "def _load_module_shim(self, fullname):\n"
    "    spec = spec_from_loader(fullname, self)\n"
    "    if fullname in sys.modules: return _exec(spec, sys.modules[fullname])\n"
    "    return _load(spec)\n";

static const char external[] =
    "import sys, _io, _frozen_importlib as _bootstrap\n"
    "path_sep = '/'\n"
    "path_separators = '/'\n"
    "_pathseps_with_colon = {':/'}\n"
    "SOURCE_SUFFIXES = ['.py']\n"
    "BYTECODE_SUFFIXES = DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = ['.pyc']\n"
    "EXTENSION_SUFFIXES = []\n"
    "MAGIC_NUMBER = (3495).to_bytes(2, 'little') + b'\\r\\n'\n"
    "_RAW_MAGIC_NUMBER = int.from_bytes(MAGIC_NUMBER, 'little')\n"
    "def _pack_uint32(x): return (int(x) & 0xFFFFFFFF).to_bytes(4, 'little')\n"
    "def _unpack_uint32(data): return int.from_bytes(data, 'little')\n"
    "def _unpack_uint16(data): return int.from_bytes(data, 'little')\n"
    "def _split(path):\n"
    "    head, sep, tail = path.rpartition('/')\n"
    "    return head or sep, tail\n"
    "def _path_join(*parts): return '/'.join([p.rstrip('/') for p in parts if p])\n"
    "def _path_split(path): return _split(path)\n"
    "def _readable(path):\n"
    "    try: _io.FileIO(path, 'r').close()\n"
    "    except OSError: return False\n"
    "    return True\n"
    "def _path_isfile(path): return _readable(path)\n"
    "def cache_from_source(path, debug_override=None, *, optimization=None):\n"
    "    head, tail = _split(path if isinstance(path, str) else path.__fspath__())\n"
    "    base = tail.rpartition('.')[0] or tail\n"
    "    tag = sys.implementation.cache_tag\n"
    "    if tag is None: raise NotImplementedError('sys.implementation.cache_tag is None')\n"
    "    if debug_override is not None: optimization = '' if debug_override else 1\n"
    "    if optimization is None: optimization = sys.flags.optimize or ''\n"
    "    optimization = str(optimization)\n"
    "    if optimization and not optimization.isalnum(): raise ValueError(f'{optimization!r} is not alphanumeric')\n"
    "    name = f'{base}.{tag}' + (f'.opt-{optimization}' if optimization else '') + '.pyc'\n"
    "    return _path_join(head, '__pycache__', name) if head else '__pycache__/' + name\n"
    "def source_from_cache(path):\n"
    "    head, tail = _split(path if isinstance(path, str) else path.__fspath__())\n"
    "    head, folder = _split(head)\n"
    "    if folder != '__pycache__': raise ValueError(f'__pycache__ not bottom-level directory in {path!r}')\n"
    "    if tail.count('.') not in (2, 3): raise ValueError(f'expected only 2 or 3 dots in {tail!r}')\n"
    "    name = tail.partition('.')[0] + '.py'\n"
    "    return _path_join(head, name) if head else name\n"
    "def decode_source(source_bytes):\n"
    "    import tokenize\n"
    "    encoding, _ = tokenize.detect_encoding(_io.BytesIO(source_bytes).readline)\n"
    "    text = bytes(source_bytes).decode(encoding)\n"
    "    return text.replace('\\r\\n', '\\n').replace('\\r', '\\n')\n"
    "_unset = object()\n"
    "def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_unset):\n"
    "    if location is None:\n"
    "        location = '<unknown>'\n"
    "        if hasattr(loader, 'get_filename'):\n"
    "            try: location = loader.get_filename(name)\n"
    "            except ImportError: pass\n"
    "    elif not isinstance(location, str): location = location.__fspath__()\n"
    "    if location != '<unknown>' and not location.startswith('/'):\n"
    "        import os\n"
    "        location = _path_join(os.getcwd(), location)\n"
    "    if loader is None:\n"
    "        if location.endswith('.py'): loader = SourceFileLoader(name, location)\n"
    "        elif location.endswith('.pyc'): loader = SourcelessFileLoader(name, location)\n"
    "        else: return None\n"
    "    spec = _bootstrap.ModuleSpec(name, loader, origin=location)\n"
    "    spec.has_location = True\n"
    "    if location.endswith('.py'): spec.cached = cache_from_source(location)\n"
    "    if submodule_search_locations is _unset:\n"
    "        submodule_search_locations = None\n"
    "        if hasattr(loader, 'is_package'):\n"
    "            try:\n"
    "                if loader.is_package(name): submodule_search_locations = []\n"
    "            except ImportError: pass\n"
    "    if submodule_search_locations == [] and location: submodule_search_locations = [_split(location)[0]]\n"
    "    spec.submodule_search_locations = submodule_search_locations\n"
    "    return spec\n"
    "class _LoaderBasics:\n"
    "    def is_package(self, fullname):\n"
    "        return _split(self.get_filename(fullname))[1].rpartition('.')[0] == '__init__' "
    "and fullname.rpartition('.')[2] != '__init__'\n"
    "    def create_module(self, spec): return None\n"
    "    def exec_module(self, module):\n"
    "        code = self.get_code(module.__name__)\n"
    "        if code is None: raise ImportError(f'cannot load module {module.__name__!r} when get_code() returns None')\n"
    "        exec(code, module.__dict__)\n"
    "    def load_module(self, fullname): return _bootstrap._load_module_shim(self, fullname)\n"
    "class SourceLoader(_LoaderBasics):\n"
    "    def path_mtime(self, path): raise OSError\n"
    "    def path_stats(self, path): return {'mtime': self.path_mtime(path)}\n"
    "    def set_data(self, path, data): pass\n"
    "    def get_source(self, fullname):\n"
    "        path = self.get_filename(fullname)\n"
    "        try: data = self.get_data(path)\n"
    "        except OSError as e: raise ImportError('source not available through get_data()', name=fullname) from e\n"
    "        return decode_source(data)\n"
    "    def source_to_code(self, data, path, *, _optimize=-1):\n"
    "        return compile(data, path, 'exec', dont_inherit=True, optimize=_optimize)\n"
    "    def get_code(self, fullname):\n"
    "        path = self.get_filename(fullname)\n"
    "        return self.source_to_code(self.get_data(path), path)\n"
    "class FileLoader:\n"
    "    def __init__(self, fullname, path): self.name, self.path = fullname, path\n"
    "    def __eq__(self, other): return type(self) is type(other) and self.__dict__ == other.__dict__\n"
    "    def __hash__(self): return hash(self.name) ^ hash(self.path)\n"
    "    def load_module(self, fullname): return super().load_module(fullname)\n"
    "    def get_filename(self, fullname=None): return self.path\n"
    "    def get_data(self, path):\n"
    "        with _io.open_code(str(path)) as file: return file.read()\n"
    "    def get_resource_reader(self, module):\n"
    "        from importlib.readers import FileReader\n"
    "        return FileReader(self)\n"
    "class SourcelessFileLoader(FileLoader, _LoaderBasics):\n"
    "    def get_code(self, fullname): raise ImportError('bytecode files cannot be loaded', name=fullname)\n"
    "    def get_source(self, fullname): return None\n"
    "class ExtensionFileLoader(FileLoader, _LoaderBasics):\n"
    "    def create_module(self, spec): raise ImportError('extension modules cannot be loaded', name=spec.name)\n"
    "    def get_code(self, fullname): return None\n"
    "    def get_source(self, fullname): return None\n"
    "class NamespaceLoader:\n"
    "    def __init__(self, name, path, path_finder): self._path = path\n"
    "    def is_package(self, fullname): return True\n"
    "    def get_source(self, fullname): return ''\n"
    "    def get_code(self, fullname): return compile('', '<string>', 'exec', dont_inherit=True)\n"
    "    def create_module(self, spec): return None\n"
    "    def exec_module(self, module): pass\n"
    "    def get_resource_reader(self, module):\n"
    "        from importlib.readers import NamespaceReader\n"
    "        return NamespaceReader(self._path)\n"
    "_NamespaceLoader = NamespaceLoader\n"
    "class WindowsRegistryFinder:\n"
    "    @classmethod\n"
    "    def find_spec(cls, fullname, path=None, target=None): return None\n"
    "class FileFinder:\n"
    "    def __init__(self, path, *loader_details):\n"
    "        self.path = path or '.'\n"
    "        self._loaders = [(suffix, loader) for loader, suffixes in loader_details for suffix in suffixes]\n"
    "    def invalidate_caches(self): pass\n"
    "    def find_spec(self, fullname, target=None):\n"
    "        base = _path_join(self.path, fullname.rpartition('.')[2])\n"
    "        for suffix, loader in self._loaders:\n"
    "            for path, places in ((base + '/__init__' + suffix, [base]), (base + suffix, None)):\n"
    "                if _path_isfile(path):\n"
    "                    return spec_from_file_location(fullname, path, loader=loader(fullname, path),\n"
    "                                                   submodule_search_locations=places)\n"
    "        return None\n"
    "    @classmethod\n"
    "    def path_hook(cls, *loader_details):\n"
    "        def hook(path): return cls(path, *loader_details)\n"
    "        return hook\n"
    "    def __repr__(self): return f'FileFinder({self.path!r})'\n"
    "def _get_supported_file_loaders(): return [(SourceFileLoader, SOURCE_SUFFIXES)]\n";

// Runs the Python part of a module in it. Steals m; NULL: error.
static ouro_owned with_source(ouro_rt *rt, ouro_owned m, const char *source, const char *filename) {
    ouro_obj *name = m ? ouro_str_from_cstring(rt, filename) : NULL, *r = NULL;
    ouro_obj *code = name ? ouro_compile_source(rt, source, strlen(source), true, name, LANG_EXEC, NULL, NULL) : NULL;
    if (code && ouro_module_add(rt, m, "__builtins__", ouro_ref(rt, rt->ty->builtins)) == 0)
        r = ouro_vm_exec(rt, code, ouro_module_dict_peek(m), NULL, NULL);
    ouro_xrelease(rt, code);
    ouro_xrelease(rt, name);
    if (!r) {
        ouro_xrelease(rt, m);
        return NULL;
    }
    ouro_release(rt, r);
    return m;
}

// ---- _frozen_importlib ---------------------------------------------------------------------------------------------------

METHOD(import) {
    static const char *const names[] = {"name", "globals", "locals", "fromlist", "level"};
    ouro_obj *a[5];
    int64_t level = 0;
    if (ouro_args(rt, "__import__", args, nargs, kwnames, names, 5, 1, 5, a) < 0) return NULL;
    if (a[4] && !ouro_index_i64(rt, a[4], OURO_OverflowError, &level)) return NULL;
    return ouro_import(rt, a[0], a[1], a[3], level);
}

// import_module(name, package): the module itself, not the package it is in.
METHOD(gcd_import) {
    static const char *const names[] = {"name", "package", "level"};
    ouro_obj *a[3], *globals = NULL, *m = NULL;
    int64_t level = 0;
    if (ouro_args(rt, "_gcd_import", args, nargs, kwnames, names, 3, 1, 3, a) < 0) return NULL;
    if (a[2] && !ouro_index_i64(rt, a[2], OURO_OverflowError, &level)) return NULL;
    if (!ouro_str_check(rt, a[0])) {
        ouro_raise(rt, OURO_TypeError, "module name must be str, not %R", &ouro_type_of(rt, a[0])->head);
        return NULL;
    }
    if (level > 0 && (!a[1] || !ouro_str_check(rt, a[1]))) {
        ouro_raise(rt, OURO_TypeError, "__package__ not set to a string");
        return NULL;
    }
    if (!(globals = ouro_dict_new(rt))) return NULL;
    if (level == 0 || ouro_dict_set(rt, globals, OURO_NAME(rt, __package__), a[1]) == 0) {
        // A list of names to import makes the result the innermost module.
        ouro_obj *none_wanted = ouro_str_interned_cstring(rt, "__name__");
        ouro_obj *from = none_wanted ? ouro_tuple_pack(rt, 1, none_wanted) : NULL;
        if (from) m = ouro_import(rt, a[0], globals, from, level);
        ouro_xrelease(rt, from);
        ouro_xrelease(rt, none_wanted);
    }
    ouro_release(rt, globals);
    return m;
}

static const ouro_method_def frozen_functions[] = {{"__import__", import, 0, 0, OURO_M_KEYWORDS, NULL},
                                                   {"_gcd_import", gcd_import, 0, 0, OURO_M_KEYWORDS, NULL},
                                                   {0}};

ouro_owned ouro_module__frozen_importlib(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(rt, "_frozen_importlib", NULL, frozen_functions);
    int r = m ? ouro_module_add(rt, m, "ModuleSpec", vm_spec_type(rt)) : -1;
    if (r == 0) r = ouro_module_add(rt, m, "BuiltinImporter", vm_finder_class(rt, VM_FINDER_BUILTIN));
    if (r == 0) r = ouro_module_add(rt, m, "FrozenImporter", vm_finder_class(rt, VM_FINDER_FROZEN));
    if (r == 0) return with_source(rt, m, bootstrap, "<frozen importlib._bootstrap>");
    ouro_xrelease(rt, m);
    return NULL;
}

ouro_owned ouro_module__frozen_importlib_external(ouro_rt *rt) {
    ouro_obj *m = ouro_module_new(rt, "_frozen_importlib_external", NULL);
    int r = m ? ouro_module_add(rt, m, "SourceFileLoader", vm_source_loader_type(rt)) : -1;
    if (r == 0) r = ouro_module_add(rt, m, "PathFinder", vm_finder_class(rt, VM_FINDER_PATH));
    if (r == 0) m = with_source(rt, m, external, "<frozen importlib._bootstrap_external>");
    ouro_obj *other = r == 0 && m ? ouro_import_module(rt, "_frozen_importlib") : NULL;
    if (other && ouro_setattr_ascii(rt, other, "_bootstrap_external", m) < 0) {
        ouro_release(rt, other);
        other = NULL;
    }
    ouro_xrelease(rt, other);
    if (other) return m;
    ouro_xrelease(rt, m);
    return NULL;
}

// ---- _imp ------------------------------------------------------------------------------------------------------------------

METHOD(is_builtin) {
    vm_found f = {0};
    return ouro_int_from_i64(rt, ouro_str_check(rt, args[0]) && vm_find_native(rt, args[0], &f) > 0);
}
METHOD(no) { return ouro_bool(rt, false); }
METHOD(nothing) { return ouro_none(rt); }
METHOD(no_suffixes) { return ouro_list_new(rt, 0); }
METHOD(create_builtin) {
    vm_found f = {0};
    ouro_obj *name = ouro_getattr(rt, args[0], OURO_NAME(rt, name));
    int r = name && ouro_str_check(rt, name) ? vm_find_native(rt, name, &f) : 0;
    ouro_xrelease(rt, name);
    return !name ? NULL : r > 0 ? f.native->make(rt) : ouro_none(rt);
}
METHOD(no_frozen) {
    ouro_raise(rt, OURO_ImportError, "No such frozen object named %S", args[0]);
    return NULL;
}
static const ouro_method_def imp_functions[] = {
    {"is_builtin", is_builtin, 1, 1, 0, NULL},        {"is_frozen", no, 1, 1, 0, NULL},
    {"is_frozen_package", no, 1, 1, 0, NULL},         {"find_frozen", nothing, 1, 2, OURO_M_KEYWORDS, NULL},
    {"get_frozen_object", no_frozen, 1, 2, 0, NULL},  {"init_frozen", nothing, 1, 1, 0, NULL},
    {"lock_held", no, 0, 0, 0, NULL},                 {"acquire_lock", nothing, 0, 0, 0, NULL},
    {"release_lock", nothing, 0, 0, 0, NULL},         {"extension_suffixes", no_suffixes, 0, 0, 0, NULL},
    {"create_builtin", create_builtin, 1, 1, 0, NULL}, {"exec_builtin", nothing, 1, 1, 0, NULL},
    {"_fix_co_filename", nothing, 2, 2, 0, NULL},     {0}};

ouro_owned ouro_module__imp(ouro_rt *rt) {
    ouro_obj *m = ouro_native_module_new(rt, "_imp", NULL, imp_functions);
    int r = m ? ouro_module_add(rt, m, "check_hash_based_pycs", ouro_str_from_cstring(rt, "default")) : -1;
    return m ? ouro_native_module_done(rt, m, r) : NULL;
}
