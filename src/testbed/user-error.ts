/**
 * A mistake that the reader of the message can mend: a file that is missing or corrupt, a
 * number out of range, a folder that cannot be written. The command line prints the message
 * alone, on one line, and ends with code 2. The message names the file, the row and column if
 * there are any, what was expected, what was found, and what to do.
 */
export class UserError extends Error {
  override readonly name: string = "UserError";
}
