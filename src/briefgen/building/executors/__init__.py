"""Who does the work of many builds: processes of this machine, or a cluster."""
