"""Everything the report knows, as plain tables: one for each sheet of the workbook and each file of the export."""
