/// A regular expression, compiled to instructions.
struct Pattern: Sendable {
    enum Instruction: Sendable {
        case character(Unicode.Scalar)
        case any
        case set(CharacterSet)
        case start
        case end
        case reference(Int)
        /// Notes the place in a slot.
        case save(Int)
        /// Goes to the first, and to the second should that fail.
        case split(Int, Int)
        case jump(Int)
        /// Fails when nothing was read since the place in the slot, so that no loop stands still.
        case progress(Int)
        case accept
    }

    private(set) var instructions: [Instruction] = []
    /// Two slots a group, and one a loop.
    private(set) var slotCount: Int
    let groupCount: Int
    let ignoresCase: Bool
    let isMultiline: Bool
    let dotMatchesAll: Bool

    static let sizeLimit = 50_000

    /// Parses and compiles.
    ///
    /// The flags are those of XPath: `i` ignores case, `s` lets a dot be any character, `m` lets
    /// `^` and `$` be the ends of lines, `x` ignores white space, `q` takes the text literally.
    init(_ text: String, flags: String) throws(PatternError) {
        let flags = Set(flags.unicodeScalars)
        guard flags.isSubset(of: ["i", "s", "m", "x", "q"]) else {
            throw PatternError(message: "there is a flag other than i, s, m, x and q")
        }
        ignoresCase = flags.contains("i")
        isMultiline = flags.contains("m")
        dotMatchesAll = flags.contains("s")
        let root: PatternNode
        if flags.contains("q") {
            root = .sequence(text.unicodeScalars.map { .character($0) })
            groupCount = 0
        } else {
            var parser = PatternParser(text, ignoringSpace: flags.contains("x"))
            (root, groupCount) = try parser.parse()
        }
        slotCount = 2 * (groupCount + 1)
        try emit(.group(root, number: 0))
        try add(.accept)
    }

    private mutating func add(_ instruction: Instruction) throws(PatternError) {
        guard instructions.count < Pattern.sizeLimit else {
            throw PatternError(message: "the pattern is too large")
        }
        instructions.append(instruction)
    }

    private mutating func emit(_ node: PatternNode) throws(PatternError) {
        switch node {
        case .empty: break
        case .character(let scalar): try add(.character(scalar))
        case .any: try add(.any)
        case .set(let set): try add(.set(set))
        case .start: try add(.start)
        case .end: try add(.end)
        case .reference(let number): try add(.reference(number))
        case .group(let node, let number):
            if let number { try add(.save(2 * number)) }
            try emit(node)
            if let number { try add(.save(2 * number + 1)) }
        case .sequence(let parts):
            for part in parts { try emit(part) }
        case .choice(let branches): try emitChoice(branches)
        case .repeated(let node, let least, let most, let isLazy):
            try emitRepeated(node, least, most, isLazy)
        }
    }

    private mutating func emitChoice(_ branches: [PatternNode]) throws(PatternError) {
        var jumps: [Int] = []
        for (index, branch) in branches.enumerated() {
            guard index < branches.count - 1 else {
                try emit(branch)
                break
            }
            let split = instructions.count
            try add(.split(split + 1, 0))
            try emit(branch)
            jumps.append(instructions.count)
            try add(.jump(0))
            instructions[split] = .split(split + 1, instructions.count)
        }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    private mutating func emitRepeated(
        _ node: PatternNode, _ least: Int, _ most: Int?, _ isLazy: Bool
    ) throws(PatternError) {
        for _ in 0..<least { try emit(node) }
        guard let most else {
            let slot = slotCount
            slotCount += 1
            let loop = instructions.count
            try add(.split(0, 0))
            try add(.save(slot))
            try emit(node)
            try add(.progress(slot))
            try add(.jump(loop))
            instructions[loop] = split(loop + 1, instructions.count, isLazy)
            return
        }
        var splits: [Int] = []
        for _ in least..<max(least, most) {
            splits.append(instructions.count)
            try add(.split(0, 0))
            try emit(node)
        }
        for place in splits { instructions[place] = split(place + 1, instructions.count, isLazy) }
    }

    private func split(_ inside: Int, _ after: Int, _ isLazy: Bool) -> Instruction {
        isLazy ? .split(after, inside) : .split(inside, after)
    }
}
