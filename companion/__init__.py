"""The companion of Sidestep: keeps, signs and serves the list of support sites."""
