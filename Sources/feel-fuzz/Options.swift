import Foundation

/// What the command line asks for.
struct Options: Sendable {
    /// The seed of every case.
    var seed: UInt64 = 1
    /// The first case.
    var first = 0
    /// The case before which to stop.
    var last = Int.max
    /// When to stop, in seconds since 1970.
    var until = Double.infinity
    /// The stack of the thread that runs the cases, in bytes.
    var stack = 512 << 10
    /// The folders of the corpus.
    var folders: [String] = []
    /// The file of the counters, in a worker.
    var counters: String?
    /// One case to run or show.
    var single: Int?
    /// A file to run instead of a made text.
    var input: String?
    /// What the file is given to.
    var target = Target.expression
    /// Whether to shorten the one case.
    var isMinimising = false
    /// Whether to print the one case's text instead of running it.
    var isShowing = false

    static let usage = """
        usage: feel-fuzz [--seconds N | --cases N] [--seed S] [--stack KB] [FOLDER...]
               feel-fuzz --case SEED:NUMBER [--show | --minimise] [--input FILE --target KIND] [FOLDER...]

        Gives made and spoilt texts to the FEEL and DMN engine, each case in bounded time, memory and
        stack, and prints those that crash it, hang it or get a wrong answer. FOLDER holds texts to
        spoil: expressions, models, test cases. Ends with 1 when something was found.

          --seconds N   stop after so many seconds
          --cases N     stop after so many cases
          --seed S      which texts; the same seed gives the same texts
          --stack KB    the stack that a case has (512)
          --case        run one case again; --show prints it, --minimise makes it shorter
          --input       run the text of a file: --target expression, tests, model or suite
        """

    /// Reads the arguments.
    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--seed": seed = try Self.number(rest.popFirst(), argument)
            case "--seconds":
                until = Date().timeIntervalSince1970 + (try Self.number(rest.popFirst(), argument))
            case "--cases": last = try Self.number(rest.popFirst(), argument)
            case "--until": until = try Self.number(rest.popFirst(), argument)
            case "--first": first = try Self.number(rest.popFirst(), argument)
            case "--last": last = try Self.number(rest.popFirst(), argument)
            case "--stack": stack = (try Self.number(rest.popFirst(), argument)) << 10
            case "--worker": counters = rest.popFirst()
            case "--case":
                let parts = (rest.popFirst() ?? "").split(separator: ":").map(String.init)
                seed = try Self.number(parts.first, argument)
                single = try Self.number(parts.last, argument)
            case "--input": input = rest.popFirst()
            case "--target":
                guard let target = Target(rawValue: rest.popFirst() ?? "") else {
                    throw FuzzError.usage("--target is expression, tests, model or suite")
                }
                self.target = target
            case "--minimise": isMinimising = true
            case "--show": isShowing = true
            default:
                guard !argument.hasPrefix("-") else {
                    throw FuzzError.usage("unknown option \(argument)\n\n\(Self.usage)")
                }
                folders.append(argument)
            }
        }
    }

    private static func number<Number: LosslessStringConvertible>(
        _ text: String?, _ option: String
    ) throws -> Number {
        guard let number = text.flatMap({ Number($0) }) else {
            throw FuzzError.usage("\(option) needs a number")
        }
        return number
    }
}
