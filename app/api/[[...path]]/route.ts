import { noSuchPath } from "@/lib/http/no-such-route";

// Next's own answer would be a page for people.
export const GET = noSuchPath;
export const POST = noSuchPath;
export const PUT = noSuchPath;
export const PATCH = noSuchPath;
export const DELETE = noSuchPath;
