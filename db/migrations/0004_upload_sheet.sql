ALTER TABLE "uploads" ALTER COLUMN "mapping" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "sheet" text;