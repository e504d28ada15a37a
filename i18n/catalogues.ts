import account from "@/messages/en/account.json";
import auth from "@/messages/en/auth.json";
import members from "@/messages/en/members.json";
import sessions from "@/messages/en/sessions.json";
import shell from "@/messages/en/shell.json";

/** One catalogue per area of the interface; the file's name is its key. Add a new area here. */
export const catalogues = { account, auth, members, sessions, shell };
