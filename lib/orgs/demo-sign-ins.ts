import type { MemberRole } from "@/db/enums";

export interface DemoSignIn {
  readonly role: MemberRole;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Known to everybody, hence good only while OPPORTUNE_DEMO is on, which the environment allows on loopback alone. */
export const demoSignIns: readonly DemoSignIn[] = [
  {
    role: "analyst",
    name: "Ana Lindqvist",
    email: "analyst@northwind.example",
    password: "look-at-every-role",
  },
  {
    role: "manager",
    name: "Marcus Okafor",
    email: "manager@northwind.example",
    password: "rank-what-comes-next",
  },
  { role: "admin", name: "Adele Fontaine", email: "admin@northwind.example", password: "let-the-people-in" },
];
