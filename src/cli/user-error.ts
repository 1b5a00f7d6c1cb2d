export { UserError } from "../testbed/user-error.ts";
