"""The command line: one module for each command, and what all of them share.

Modules here import what a command needs inside its function, so that --help and wrong usage load nothing heavy.
"""
