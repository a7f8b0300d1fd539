CREATE TABLE `book_language` (
	`code` text PRIMARY KEY NOT NULL,
	`reading_direction` text,
	`writing` text,
	`digits` text,
	`added_at` integer NOT NULL,
	CONSTRAINT "book_language_direction" CHECK("book_language"."reading_direction" is null or "book_language"."reading_direction" in ('ltr', 'rtl')),
	CONSTRAINT "book_language_writing" CHECK("book_language"."writing" is null or "book_language"."writing" in ('horizontal', 'vertical')),
	CONSTRAINT "book_language_digits" CHECK("book_language"."digits" is null or "book_language"."digits" in ('latn', 'arab', 'arabext', 'deva'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `lettering_text` (
	`subject` text NOT NULL,
	`subject_id` text NOT NULL,
	`language` text NOT NULL,
	`text` text NOT NULL,
	`own_text` text NOT NULL,
	`state` text NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`subject`, `subject_id`, `language`),
	CONSTRAINT "lettering_text_subject" CHECK("lettering_text"."subject" in ('line', 'title', 'author', 'chapter', 'name')),
	CONSTRAINT "lettering_text_state" CHECK("lettering_text"."state" in ('machine', 'edited')),
	CONSTRAINT "lettering_text_words" CHECK(trim("lettering_text"."text") <> '')
) STRICT;
--> statement-breakpoint
CREATE INDEX `lettering_text_language` ON `lettering_text` (`language`);