x = f"""a
