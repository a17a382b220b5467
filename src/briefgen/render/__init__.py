"""A `Document` in print: HTML, layout, PDF. Nothing else imports jinja2 or weasyprint."""
