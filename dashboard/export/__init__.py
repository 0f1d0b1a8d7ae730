"""A figure as something to take along: picture, sheet, paragraph. No Streamlit."""
