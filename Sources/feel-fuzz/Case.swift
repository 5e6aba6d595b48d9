/// What a text is given to.
enum Target: String, CaseIterable {
    /// The FEEL parser, compiler and evaluator, as an expression.
    case expression
    /// The same, as the unary tests of a cell.
    case tests
    /// The DMN reader, compiler, analysis and evaluator.
    case model
    /// The reader of test cases.
    case suite
}

/// One text, made of a seed and a number: the same two give the same text.
struct Case {
    let seed: UInt64
    let index: Int
    let target: Target
    let bytes: [UInt8]

    /// The text of the file, for messages.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Random numbers for the values that it is evaluated with.
    var valueRandom: Random { Random(seed: seed ^ 0x5EED, index: index) }

    /// A given text, with the values that go with a seed and a number.
    init(seed: UInt64, index: Int, target: Target, bytes: [UInt8]) {
        self.seed = seed
        self.index = index
        self.target = target
        self.bytes = bytes
    }

    /// The text of a seed and a number: made by grammar, or one of the corpus, spoilt.
    init(seed: UInt64, index: Int, corpus: Corpus) {
        var random = Random(seed: seed, index: index)
        self.seed = seed
        self.index = index
        let share = random.below(100)
        switch share {
        case 0..<50:
            target = .expression
            bytes = Case.expression(corpus, &random) { $0.text() }
        case 50..<75:
            target = .tests
            bytes = Case.expression(corpus, &random) { $0.tests() }
        case 75..<98:
            target = .model
            bytes = Case.model(corpus, &random)
        default:
            target = .suite
            bytes = Mutations.spoilt(
                random.pick(corpus.suites), with: random.pick(corpus.suites), &random)
        }
    }

    private static func expression(
        _ corpus: Corpus, _ random: inout Random, _ write: (inout ExpressionGrammar) -> String
    ) -> [UInt8] {
        let known = random.pick(corpus.expressions)
        if random.chance(35) {
            return Mutations.spoilt(known, with: random.pick(corpus.expressions), &random)
        }
        var grammar = ExpressionGrammar(random: random)
        let made = Array(write(&grammar).utf8)
        random = grammar.random
        return random.chance(20) ? Mutations.spoilt(made, with: known, &random) : made
    }

    private static func model(_ corpus: Corpus, _ random: inout Random) -> [UInt8] {
        if random.chance(30) {
            let known = random.pick(corpus.models)
            return random.chance(50)
                ? Mutations.spoilt(known, with: random.pick(corpus.models), &random)
                : Mutations.rearranged(known, &random)
        }
        var grammar = ModelGrammar(random: random)
        let made = Array(grammar.model().utf8)
        switch random.below(10) {
        case 0: return Mutations.spoilt(made, with: random.pick(corpus.models), &random)
        case 1: return Mutations.rearranged(made, &random)
        default: return made
        }
    }
}
