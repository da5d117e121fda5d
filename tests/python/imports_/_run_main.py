if __name__ == "__main__":
    print("never printed by an import")
else:
    print("imported, __name__ is", __name__)
