// The service worker: keeps each file of the site once it has come, so that the site opens without a network.
// `grader site` puts the version and the list of files before it, as self.SITE.
const { version, files } = self.SITE;
const CACHE = `course ${version}`;
const HERE = new URL("./", self.location.href).href;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.add(new Request("./", { cache: "reload" })))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("course ") && name !== CACHE;
  const emptied = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(emptied.then(() => self.clients.claim()));
});

async function kept(request) {
  const cache = await caches.open(CACHE);
  // A notebook's page is the same one, whichever notebook the address names.
  const found = await cache.match(request, { ignoreSearch: request.mode === "navigate" });
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

// The page itself comes from the network if there is one, and so brings a new version along.
async function page(request) {
  try {
    const response = await fetch(request, { cache: "no-cache" });
    if (response.ok) (await caches.open(CACHE)).put("./", response.clone());
    return response;
  } catch (error) {
    const found = await (await caches.open(CACHE)).match("./");
    if (!found) throw error;
    return found;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(HERE)) return;
  if (request.url.startsWith(`${HERE}files/`)) event.respondWith(kept(request));
  else if (request.mode === "navigate") event.respondWith(page(request));
});

// The page asks for the rest as soon as it is at work.
self.addEventListener("message", (event) => {
  const rest = Promise.all(files.map((file) => kept(new Request(new URL(file, HERE)))));
  event.waitUntil(
    rest.then(
      () => event.ports[0].postMessage("kept"),
      (error) => event.ports[0].postMessage(String(error)),
    ),
  );
});
