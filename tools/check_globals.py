#!/usr/bin/python3
"""Check that the library has no writable data: what a runtime knows is in its ouro_rt, so two share nothing.

    tools/check_globals.py build/libouro.a

Constant tables are what is allowed; one that holds pointers must have its pointers const too.
"""
import argparse
import subprocess
import sys

WRITABLE = (".data", ".bss", ".tdata", ".tbss", "*COM*")
CONSTANT = (".rodata", ".data.rel.ro")


def main():
    parser = argparse.ArgumentParser(description="Check that the library has no writable data.")
    parser.add_argument("archive")
    options = parser.parse_args()
    text = subprocess.run(["nm", "--format=sysv", "--defined-only", options.archive], check=True, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    constant, writable, member = 0, 0, ""
    for line in text.splitlines():
        if line.startswith("Symbols from "):
            member = line[len("Symbols from "):].rstrip(":").split("[")[-1].rstrip("]")
            continue
        columns = [column.strip() for column in line.split("|")]
        if len(columns) < 7 or columns[3] not in ("OBJECT", "TLS"):
            continue
        name, section = columns[0], columns[6]
        if section.startswith(CONSTANT):
            constant += 1
        elif section.startswith(WRITABLE):
            print(f"{member}: {name} is writable ({section})")
            writable += 1
    print(f"{constant} constant, {writable} writable")
    return 1 if writable else 0


if __name__ == "__main__":
    sys.exit(main())
