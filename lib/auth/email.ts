import { z } from "zod";

/** One address, compared after one Unicode normalisation (homoglyph `@` signs fold before the check). */
export const Email = z
  .string()
  .max(254)
  .transform((text) => text.normalize("NFKC").trim().toLowerCase())
  .pipe(z.email("Write one e-mail address, such as name@company.com."));
