"""Meet people: the command line and the Streamlit app."""
