#!/usr/bin/env node
// The command is TypeScript: tsx compiles its modules as they are loaded.
import { register } from "tsx/esm/api";

register();
await import("../src/cli/atlas.ts");
