"""Mail servers, mail folders and what travels between: values in, values out."""
