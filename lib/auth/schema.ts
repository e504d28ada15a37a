import { z } from "zod";

export const SignInInput = z.strictObject({ email: z.string().max(254), password: z.string().max(1024) });
