CREATE TABLE `batch_gate` (
	`batch_id` text PRIMARY KEY NOT NULL,
	`steps` text NOT NULL,
	FOREIGN KEY (`batch_id`) REFERENCES `batch`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `begun_job` (
	`job_id` text PRIMARY KEY NOT NULL,
	`held` integer NOT NULL,
	FOREIGN KEY (`job_id`) REFERENCES `job`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `begun_work` (
	`id` integer PRIMARY KEY NOT NULL,
	`settings` text NOT NULL,
	CONSTRAINT "begun_work_single" CHECK("begun_work"."id" = 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `sheet` (
	`id` integer PRIMARY KEY NOT NULL,
	`revision` integer NOT NULL,
	`body` text NOT NULL,
	`version` integer NOT NULL,
	`changed_at` integer NOT NULL,
	CONSTRAINT "sheet_single" CHECK("sheet"."id" = 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `sheet_cleared` (
	`number` integer PRIMARY KEY NOT NULL,
	`what` text NOT NULL,
	`body` text NOT NULL,
	`boxes` integer NOT NULL,
	`cleared_at` integer NOT NULL
) STRICT;
