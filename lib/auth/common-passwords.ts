/**
 * Long enough to pass the length rule, yet among the first a guesser tries: keyboard walks, repeated words, and
 * the words of this product. Compared lower-case, letters and digits only.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  [
    "123456789012 1234567890123 12345678901234 123456789123 111111111111 000000000000 121212121212 123123123123",
    "012345678910 098765432109 987654321098 qwertyuiop12 qwertyuiop123 qwertyuiopas qwertyuiopasdf 1q2w3e4r5t6y",
    "1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv zaq12wsxcde3 asdfghjkl123 asdfghjklqwe zxcvbnm12345 qazwsxedcrfv",
    "passwordpassword password1234 password12345 password123456 password2024 password2025 password2026 passw0rd1234",
    "mypassword123 newpassword1 newpassword123 changemechangeme changeme1234 letmeinletmein letmein12345 welcome12345",
    "welcome123456 iloveyou1234 iloveyouiloveyou administrator administrator1 admin1234567 adminadminadmin",
    "superadmin123 football1234 baseball1234 monkey123456 dragon123456 sunshine1234 princess1234 michael12345",
    "opportune1234 opportuneopportune opportune2026 opportuneadmin analystanalyst managermanager correcthorsebatterystaple",
    "abcdefghijkl abcdefghijklm abcdef123456 abc123abc123 abcd1234abcd qwerty123456 qwertyqwerty qwerty1234567",
  ]
    .join(" ")
    .split(" "),
);
