"""What a push must survive: faults of the line, of the service, of the disk, and of people."""
