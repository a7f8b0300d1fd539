const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

export const DETERMINERS = words(
  'a an the this that these those his her its their my your our some any no every each another both all either neither',
)
export const POSSESSIVES = words('his her its their my your our whose')
export const PREPOSITIONS = words(`
in on at of to from by with without into onto upon under below beneath above over across along through
between among around round behind beside beyond near against off out up down inside outside before after
towards toward past about for until till during despite except like than aboard within via amid opposite
`)
export const COORDINATORS = words('and but or nor then yet so')
export const SUBORDINATORS = words(`
because when while as if that which who whom whose until till before after where though although since
unless whether how why what whenever wherever once for than
`)
export const RELATIVES = words('who which that')
export const BE = words('am is are was were be been being')
export const HAVE = words('have has had having')
export const DO = words('do does did')
export const MODALS = words('can could will would shall should may might must ought')

/** Words that may stand between an auxiliary and its verb, or a subject and its verb. */
export const ADVERBS = words(`
not never always ever just already also still only then now soon once again often even quite rather almost
nearly almost hardly scarcely barely at last suddenly first both all too somehow perhaps presently instantly
`)

/** Look like a past tense and are none. */
export const NOT_PAST = words(`
red bed need seed weed feed deed heed reed speed indeed hundred naked wicked sacred crooked rugged ragged
beloved hatred kindred shed sled bleed breed creed greed embed biped wed led aged kid aid afraid
`)

export const SUBJECT_PRONOUNS = words('i he she it they we you')
export const MALE_PRONOUNS = words('he him his himself')
export const FEMALE_PRONOUNS = words('she her hers herself')

/** Parts that act for the whole: «her hands shook» is about her. */
export const BODY_PARTS = words(`
face eye eyes hand hands finger fingers arm arms leg legs foot feet head hair beard moustache lip lips mouth
brow eyebrow eyebrows cheek cheeks chin jaw nose ear ears neck shoulder shoulders back chest knee knees
body voice breath smile grin gaze tail paw paws whiskers thumb palm fist fists teeth tongue heart boots
`)

/** Worn: where somebody's is shown, they are. */
export const GARMENTS = words(`
jacket coat collar sleeve sleeves hat cap boot shoe shoes glove gloves dress skirt shirt jersey shawl scarf
cloak hood trousers apron pocket belt cuff cuffs spectacles shadow reflection silhouette
`)

/** Common nouns for somebody: with an article they are a person in the picture. */
export const PEOPLE_NOUNS = words(`
man woman boy girl child lady gentleman stranger clerk nurse doctor soldier guard officer policeman
constable sergeant driver waiter waitress servant maid cook butler priest monk nun sailor captain fisherman
farmer shepherd smith blacksmith merchant trader shopkeeper innkeeper barman barmaid porter postman
messenger boatman ferryman hunter thief beggar pilgrim knight squire king queen prince princess wizard witch
dwarf elf giant goblin guide rider archer teacher student pupil judge lawyer secretary engineer mechanic
pilot conductor gardener footman executioner juror widow baby old-man old-woman youth youngster crone
inspector detective landlord landlady neighbour neighbor
`)

export const MALE_NOUNS = words(
  'man boy gentleman policeman postman fisherman boatman ferryman waiter monk priest king prince knight squire footman barman butler landlord wizard father grandfather brother son uncle husband sir lord shepherd nephew lad fellow mister',
)
export const FEMALE_NOUNS = words(
  'woman girl lady waitress nun queen princess maid barmaid widow witch landlady crone mother grandmother sister daughter aunt wife madam miss housemaid niece lass typist mistress',
)
export const MALE_TITLES = words('mr mister sir lord master father brother king prince herr monsieur')
export const FEMALE_TITLES = words('mrs miss ms madam lady mother sister queen princess frau madame')
export const NEUTRAL_TITLES = words(
  'dr doctor professor captain inspector sergeant constable colonel major lieutenant detective judge reverend',
)

/** Things that sailors call «she». */
export const VESSELS = words(
  'ship boat vessel freighter steamer yacht schooner trawler barge galley frigate liner tug ferry',
)

/** First names that are words as well. */
export const WORD_NAMES = words(
  'may will mark art bill june april august grace hope rose dawn faith joy max frank grant rob sue pat chase drew jack summer',
)
export const MONTHS = words('january february march april may june july august september october november december')
export const MALE_NAMES = words(`
adam alan albert alexander alfred andrew anthony arthur ben benjamin bernard bob brian charles chris
christopher daniel david dennis edgar edmund edward edwin eric ernest francis frank fred frederick geoffrey
george gerald gilbert graham gregory harold harry henry herbert howard hugh ian jack jacob james jeremy
jerome jim joe john jonathan joseph joshua kevin lawrence leo leonard louis luke mark martin matthew
maurice max michael nicholas noah oliver oscar owen patrick paul peter philip ralph raymond richard robert
roger ronald rupert samuel sebastian simon stanley stephen steven stuart theodore thomas tom timothy tyler
victor vincent walter wilfred william
`)
export const FEMALE_NAMES = words(`
abigail ada agatha agnes alice amanda amelia amy andrea angela ann anna anne annie audrey barbara beatrice
beth betty bridget carol caroline catherine charlotte chloe christine clara claire constance cynthia daisy
deborah diana dorothy edith eleanor elizabeth ella ellen elsie emily emma esther ethel eva eve evelyn
fiona flora florence frances gertrude gillian gladys grace hannah harriet hazel heather helen henrietta
hilda ida irene iris isabel ivy jane janet jean jennifer jessica joan josephine joyce judith julia
julie karen kate katherine kathleen laura lily linda lisa louise lucy lydia mabel maria marian marie
marjorie martha mary matilda maud may mildred miranda molly monica nancy nell nora olive olivia pamela
patricia pauline penelope phoebe rachel rebecca rosa rose ruth sally sarah sophie stella susan sylvia
teresa ursula vera victoria violet virginia wendy winifred zoe
`)
