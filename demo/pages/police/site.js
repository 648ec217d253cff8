/* A preference that serves the whole site, and belongs to it on ordinary pages too. */
localStorage.setItem("area", localStorage.getItem("area") ?? "northmoor-east");
