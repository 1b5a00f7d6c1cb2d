/** Ends a script on what its user can mend: one line on stderr and code 2. */
export function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
