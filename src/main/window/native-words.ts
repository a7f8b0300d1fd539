/** Languages of the window; its page has the words of everything else. */
const LANGUAGES = ['en', 'es', 'de', 'fr', 'ja', 'ar'] as const
type Language = (typeof LANGUAGES)[number]

const NAMES = [
  'file',
  'newBook',
  'open',
  'openRecent',
  'close',
  'quit',
  'edit',
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'selectAll',
  'view',
  'usualSize',
  'larger',
  'smaller',
  'fullScreen',
  'tools',
  'window',
  'minimize',
  'onePicture',
  'pictures',
  'closing',
  'land',
  'cutOff',
  'stay',
  'makeBook',
  'openBook',
  'chooseFolder',
  'importScripts',
  'addPictures',
  'addStyle',
  'saveReport',
  'book',
  'scripts',
  'pictureFiles',
  'style',
  'page',
] as const
type Name = (typeof NAMES)[number]

/** What the system draws: menu, questions and dialogs for files. */
export type NativeWords = Readonly<Record<Name, string>>

/** One row for each name, in the order of `NAMES`. */
const TABLE: Readonly<Record<Language, readonly string[]>> = {
  en: [
    ...['File', 'New book…', 'Open…', 'Open recent', 'Close', 'Quit'],
    ...['Edit', 'Undo', 'Redo', 'Cut', 'Copy', 'Paste', 'Select all'],
    ...['View', 'Usual size', 'Larger', 'Smaller', 'Full screen', 'Developer tools'],
    ...['Window', 'Minimize'],
    ...['1 picture is under way.', '{n} pictures are under way.'],
    'What waits stays in the queue. A picture that is cut off may have been paid for.',
    ...['Close when they are here', 'Cut off and close', 'Stay'],
    ...[
      'New book',
      'Open a book',
      'Choose a folder',
      'Import scripts',
      'Add pictures',
      'Add a style',
      'Save the report',
    ],
    ...['Book', 'Scripts', 'Pictures', 'Style', 'Page'],
  ],
  es: [
    ...['Archivo', 'Libro nuevo…', 'Abrir…', 'Abrir reciente', 'Cerrar', 'Salir'],
    ...['Edición', 'Deshacer', 'Rehacer', 'Cortar', 'Copiar', 'Pegar', 'Seleccionar todo'],
    ...['Ver', 'Tamaño normal', 'Más grande', 'Más pequeño', 'Pantalla completa', 'Herramientas de desarrollo'],
    ...['Ventana', 'Minimizar'],
    ...['Hay 1 imagen en curso.', 'Hay {n} imágenes en curso.'],
    'Lo que espera se queda en la cola. Una imagen interrumpida puede haberse cobrado ya.',
    ...['Cerrar cuando lleguen', 'Interrumpir y cerrar', 'Quedarse'],
    ...[
      'Libro nuevo',
      'Abrir un libro',
      'Elegir una carpeta',
      'Importar guiones',
      'Añadir imágenes',
      'Añadir un estilo',
      'Guardar el informe',
    ],
    ...['Libro', 'Guiones', 'Imágenes', 'Estilo', 'Página'],
  ],
  de: [
    ...['Datei', 'Neues Buch…', 'Öffnen…', 'Zuletzt geöffnet', 'Schließen', 'Beenden'],
    ...['Bearbeiten', 'Rückgängig', 'Wiederholen', 'Ausschneiden', 'Kopieren', 'Einfügen', 'Alles auswählen'],
    ...['Ansicht', 'Normale Größe', 'Größer', 'Kleiner', 'Vollbild', 'Entwicklerwerkzeuge'],
    ...['Fenster', 'Minimieren'],
    ...['1 Bild ist unterwegs.', '{n} Bilder sind unterwegs.'],
    'Was wartet, bleibt in der Warteschlange. Ein abgebrochenes Bild kann schon bezahlt sein.',
    ...['Schließen, wenn sie da sind', 'Abbrechen und schließen', 'Bleiben'],
    ...[
      'Neues Buch',
      'Ein Buch öffnen',
      'Einen Ordner wählen',
      'Skripte importieren',
      'Bilder hinzufügen',
      'Einen Stil hinzufügen',
      'Den Bericht speichern',
    ],
    ...['Buch', 'Skripte', 'Bilder', 'Stil', 'Seite'],
  ],
  fr: [
    ...['Fichier', 'Nouveau livre…', 'Ouvrir…', 'Ouvrir un livre récent', 'Fermer', 'Quitter'],
    ...['Édition', 'Annuler', 'Rétablir', 'Couper', 'Copier', 'Coller', 'Tout sélectionner'],
    ...['Affichage', 'Taille normale', 'Agrandir', 'Réduire', 'Plein écran', 'Outils de développement'],
    ...['Fenêtre', 'Réduire la fenêtre'],
    ...['1 image est en cours.', '{n} images sont en cours.'],
    'Ce qui attend reste dans la file. Une image interrompue a peut-être déjà été payée.',
    ...['Fermer à leur arrivée', 'Interrompre et fermer', 'Rester'],
    ...[
      'Nouveau livre',
      'Ouvrir un livre',
      'Choisir un dossier',
      'Importer des scripts',
      'Ajouter des images',
      'Ajouter un style',
      'Enregistrer le rapport',
    ],
    ...['Livre', 'Scripts', 'Images', 'Style', 'Page'],
  ],
  ja: [
    ...['ファイル', '新しいブック…', '開く…', '最近使ったブック', '閉じる', '終了'],
    ...['編集', '元に戻す', 'やり直す', '切り取り', 'コピー', '貼り付け', 'すべて選択'],
    ...['表示', '標準サイズ', '拡大', '縮小', '全画面表示', '開発者ツール'],
    ...['ウィンドウ', '最小化'],
    ...['1 枚の画像を生成中です。', '{n} 枚の画像を生成中です。'],
    '待機中のものはキューに残ります。中断した画像はすでに課金されている場合があります。',
    ...['完了してから閉じる', '中断して閉じる', '閉じない'],
    ...[
      '新しいブック',
      'ブックを開く',
      'フォルダーを選択',
      '台本を読み込む',
      '画像を追加',
      'スタイルを追加',
      'レポートを保存',
    ],
    ...['ブック', '台本', '画像', 'スタイル', 'ページ'],
  ],
  ar: [
    ...['ملف', 'كتاب جديد…', 'فتح…', 'فتح كتاب حديث', 'إغلاق', 'إنهاء'],
    ...['تحرير', 'تراجع', 'إعادة', 'قص', 'نسخ', 'لصق', 'تحديد الكل'],
    ...['عرض', 'الحجم المعتاد', 'تكبير', 'تصغير', 'ملء الشاشة', 'أدوات المطور'],
    ...['نافذة', 'تصغير النافذة'],
    ...['صورة واحدة قيد التنفيذ.', '{n} من الصور قيد التنفيذ.'],
    'ما ينتظر يبقى في القائمة. والصورة المقطوعة قد تكون مدفوعة بالفعل.',
    ...['إغلاق عند وصولها', 'قطع وإغلاق', 'بقاء'],
    ...['كتاب جديد', 'فتح كتاب', 'اختيار مجلد', 'استيراد سيناريوهات', 'إضافة صور', 'إضافة أسلوب', 'حفظ التقرير'],
    ...['كتاب', 'سيناريوهات', 'صور', 'أسلوب', 'صفحة'],
  ],
}

/** @param asked of the window's settings, then the system's, BCP 47; English where nobody wrote the words */
export function nativeWords(...asked: readonly (string | null)[]): NativeWords {
  const bases = asked.map((tag) => tag?.toLowerCase().split('-')[0])
  const language = bases.flatMap((base) => LANGUAGES.filter((known) => known === base))[0] ?? 'en'
  return Object.fromEntries(NAMES.map((name, at) => [name, TABLE[language][at]!])) as NativeWords
}

/** How many pictures a window that is to be closed still waits for. */
export function picturesUnderWay(words: NativeWords, count: number): string {
  return count === 1 ? words.onePicture : words.pictures.replace('{n}', String(count))
}
