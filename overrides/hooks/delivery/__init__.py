"""What a host and a browser get beside the pages: policy, headers, versions, the service worker, fonts."""
