"""A `Document` on paper: HTML, layout, PDF. Nothing else imports jinja2 or weasyprint."""
