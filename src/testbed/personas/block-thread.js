// A worker thread starts from plain JavaScript: tsx compiles the modules that it loads from here on.
import { register } from "tsx/esm/api";

register();
await import("./block-worker.ts");
