ALTER TABLE "uploads" ADD COLUMN "mended_row_count" integer;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "skipped_row_count" integer;