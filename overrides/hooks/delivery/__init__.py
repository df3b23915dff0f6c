"""What a host and a browser get besides the pages: security policy, headers, version folders, service worker, fonts."""
