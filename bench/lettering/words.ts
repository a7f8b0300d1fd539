import type { LetteringKind } from '../../src/comic/lettering/lettering.ts'

/** Something to say in every language, for balloons of all kinds. Written for this. */
export interface Words {
  code: string
  direction: 'ltr' | 'rtl'
  writing: 'horizontal' | 'vertical'
  says: Readonly<Record<LetteringKind, string>>
  answer: string
  place: string
}

export const LANGUAGES: readonly Words[] = [
  {
    code: 'en',
    direction: 'ltr',
    writing: 'horizontal',
    says: {
      speech: 'The tide takes *everything* you leave on the steps, so bring the lamp in.',
      thought: 'I should have counted the boats before it got dark.',
      whisper: 'Don’t look round. He is still standing at the gate.',
      burst: 'Get off the bridge! NOW!',
      electric: 'All ferries are to stay in harbour until further notice.',
      'off-panel': 'Supper is on the table, if anybody cares.',
      caption: 'Nobody in Harrow Bay had slept for three nights.',
      note: '* See the second chapter.',
      sfx: 'KRAKOOM',
    },
    answer: 'And who is going to carry it? Not me. I have the dog.',
    place: 'Harrow Bay, four in the morning',
  },
  {
    code: 'de',
    direction: 'ltr',
    writing: 'horizontal',
    says: {
      speech: 'Die Flut holt sich *alles*, was du auf der Treppe stehen lässt, also bring die Lampe herein.',
      thought: 'Ich hätte die Boote zählen sollen, bevor es dunkel wurde.',
      whisper: 'Dreh dich nicht um. Er steht immer noch am Gartentor.',
      burst: 'Runter von der Brücke! SOFORT!',
      electric: 'Sämtliche Fähren bleiben bis auf Weiteres im Hafen.',
      'off-panel': 'Das Abendessen steht auf dem Tisch, falls es jemanden interessiert.',
      caption: 'In Harrow Bay hatte seit drei Nächten niemand geschlafen.',
      note: '* Siehe zweites Kapitel.',
      sfx: 'KRAWUMM',
    },
    answer: 'Und wer soll sie tragen? Ich nicht. Ich habe den Hund.',
    place: 'Harrow Bay, vier Uhr früh',
  },
  {
    code: 'es',
    direction: 'ltr',
    writing: 'horizontal',
    says: {
      speech: 'La marea se lleva *todo* lo que dejas en los escalones, así que mete la lámpara.',
      thought: 'Tendría que haber contado las barcas antes de que oscureciera.',
      whisper: 'No te des la vuelta. Sigue de pie junto a la verja.',
      burst: '¡Salid del puente! ¡YA!',
      electric: 'Todos los transbordadores quedan en puerto hasta nuevo aviso.',
      'off-panel': 'La cena está en la mesa, por si a alguien le importa.',
      caption: 'Nadie en Harrow Bay había dormido en tres noches.',
      note: '* Véase el segundo capítulo.',
      sfx: 'CRAAAC',
    },
    answer: '¿Y quién la va a llevar? Yo no. Yo tengo al perro.',
    place: 'Harrow Bay, las cuatro de la madrugada',
  },
  {
    code: 'ja',
    direction: 'rtl',
    writing: 'vertical',
    says: {
      speech: '石段に置いたものは潮がみんなさらっていく。灯りを中に入れておけ。',
      thought: '暗くなる前に船を数えておけばよかった。',
      whisper: '振り向くな。まだ門のところに立っている。',
      burst: '橋から降りろ！今すぐだ！',
      electric: '追って知らせるまで全ての渡し船は港に留まること。',
      'off-panel': '晩ごはん、できてるわよ。誰も聞いてないでしょうけど。',
      caption: 'この入り江では三晩、誰も眠っていなかった。',
      note: '※第二章を見よ。',
      sfx: 'ドカーン',
    },
    answer: '誰が運ぶの？私は嫌。犬がいるもの。',
    place: '入り江、午前四時',
  },
  {
    code: 'ar',
    direction: 'rtl',
    writing: 'horizontal',
    says: {
      speech: 'المدّ يأخذ كل ما تتركه على الدرج، فأدخل المصباح إلى البيت.',
      thought: 'كان عليّ أن أعدّ القوارب قبل حلول الظلام.',
      whisper: 'لا تلتفت. ما زال واقفًا عند البوابة.',
      burst: 'انزلوا عن الجسر! الآن!',
      electric: 'تبقى جميع العبّارات في الميناء حتى إشعار آخر.',
      'off-panel': 'العشاء على المائدة، إن كان أحد يهتم.',
      caption: 'لم ينم أحد في الخليج منذ ثلاث ليال.',
      note: '* انظر الفصل الثاني.',
      sfx: 'بوووم',
    },
    answer: 'ومن سيحمله؟ لست أنا. معي الكلب.',
    place: 'الخليج، الرابعة فجرًا',
  },
]
