CREATE TABLE "user_photos" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"type" text,
	"image" "bytea",
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "user_photos_whole" CHECK (("user_photos"."type" is null) = ("user_photos"."image" is null))
);
--> statement-breakpoint
ALTER TABLE "user_photos" ADD CONSTRAINT "user_photos_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;