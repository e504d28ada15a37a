ALTER TABLE "role_suggestions" ADD COLUMN "model_outcome" text;--> statement-breakpoint
ALTER TABLE "role_suggestions" ADD COLUMN "model_code" text;--> statement-breakpoint
ALTER TABLE "role_suggestions" ADD COLUMN "model_reason" text;--> statement-breakpoint
ALTER TABLE "role_suggestions" ADD COLUMN "model_name" text;--> statement-breakpoint
ALTER TABLE "role_suggestions" ADD COLUMN "model_error_code" text;--> statement-breakpoint
ALTER TABLE "role_suggestions" ADD CONSTRAINT "role_suggestions_choice" CHECK (("role_suggestions"."model_code" is not null) = ("role_suggestions"."model_outcome" is not distinct from 'chosen')
          and ("role_suggestions"."model_error_code" is null or "role_suggestions"."model_outcome" = 'failed'));