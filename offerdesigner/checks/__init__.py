"""What is wrong in a project, or well done, why, and how to mend it."""
