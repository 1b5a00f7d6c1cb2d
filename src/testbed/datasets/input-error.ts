/** Bad input from outside: the message names the place, what was expected, and what to do. */
export class InputError extends Error {
  override name = "InputError";
}
