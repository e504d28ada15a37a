import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { invalid } from "@/lib/errors";
import { commonPasswords } from "./common-passwords";

export const passwordLimits = { min: 12, max: 128 } as const;

/** A hash of nothing anybody knows: an unknown address takes as long to refuse as a wrong password. */
const decoy =
  "$argon2id$v=19$m=19456,t=2,p=1$wlo+3vuN3p4Bjwp5p0BzgA$dHaKuSoBv4PXrfib/+O92vJmtqDH3H0AIsN0gZYu5Zo";

// argon2 takes 19 MiB and 50 ms each: two at once, so a burst of sign-ins cannot take the machine.
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

const lettersAndDigits = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** What remains of a password when the words a guesser would begin with are taken out. */
function withoutKnownWords(plain: string, knownWords: readonly string[]): string {
  return ["opportune", ...knownWords.flatMap((words) => [words, ...words.split(/[\s@.]+/)])]
    .map(lettersAndDigits)
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replaceAll(word, ""), plain);
}

/**
 * @param knownWords the person's name and address, the organization's name: little may remain hidden behind them
 * @throws AppError `invalid` with a sentence for the field `password`
 */
export function checkPasswordStrength(password: string, knownWords: readonly string[] = []): void {
  const refuse = (sentence: string) => {
    throw invalid(sentence, { password: sentence });
  };
  if ([...password].length < passwordLimits.min) refuse(`Use at least ${passwordLimits.min} characters.`);
  if ([...password].length > passwordLimits.max) refuse(`Use at most ${passwordLimits.max} characters.`);
  const plain = lettersAndDigits(password);
  if (commonPasswords.has(plain) || new Set(password).size < 4) {
    refuse("This password is easy to guess. Use several unrelated words, for instance.");
  }
  // A password of signs alone has no words to take out.
  if (plain.length >= 4 && withoutKnownWords(plain, knownWords).length < 4) {
    refuse(
      "This password is little more than a name or an address. Use several unrelated words, for instance.",
    );
  }
}

/** argon2id with 19 MiB, two passes, one lane. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password));
}

export function passwordMatches(storedHash: string | null, password: string): Promise<boolean> {
  return inTurn(async () => {
    const matches = await verify(storedHash ?? decoy, password).catch(() => false);
    return storedHash !== null && matches;
  });
}
