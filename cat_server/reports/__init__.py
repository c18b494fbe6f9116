"""What people read about finished work: results of a sitting, a release's pool, and their drawings."""
