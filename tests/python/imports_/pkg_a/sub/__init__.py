print("pkg_a.sub is imported, path is a list:", isinstance(__path__, list))
