ALTER TABLE `person` ADD `read` text;--> statement-breakpoint
ALTER TABLE `person` ADD `removed_at` integer;--> statement-breakpoint
ALTER TABLE `place` ADD `read` text;--> statement-breakpoint
ALTER TABLE `place` ADD `removed_at` integer;