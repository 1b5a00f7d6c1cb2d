// Loaded into Framework's process before Framework.
import { register } from "node:module";

// Framework asks a CDN for packages it does not find in its cache: say which, and ask nobody.
globalThis.fetch = async (address) => {
  throw new Error(`the build may not fetch ${address}: add the package to scripts/vendor.ts`);
};

register("./specifiers.js", import.meta.url);
