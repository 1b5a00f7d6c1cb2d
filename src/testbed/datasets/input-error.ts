import { UserError } from "../user-error.ts";

/** Bad input from outside: the message names the place, what was expected, and what to do. */
export class InputError extends UserError {}
