import DMN
import DMNXML
import FEEL
import Foundation

// Runs folders of the public DMN test suite and prints the score.
//
//     dmn-tck tck/compliance-level-2 tck/compliance-level-3
//     dmn-tck --verbose tck/compliance-level-3/0082-feel-coercion

let usage = """
    usage: dmn-tck [--verbose] [--strict] FOLDER...

    Runs every test case below the folders: those of a level, or of one case. Prints a line for
    each folder and last 'N passed, M failed'.

      --verbose   say of each failure what was expected and what was found
      --strict    load models as rulebooks are: unknown names and types are errors
    """

var paths: [String] = []
var isVerbose = false
var strictness = DecisionModel.Strictness.lenient
for argument in CommandLine.arguments.dropFirst() {
    switch argument {
    case "--verbose", "-v": isVerbose = true
    case "--strict": strictness = .strict
    case "--help", "-h":
        print(usage)
        exit(0)
    default:
        guard !argument.hasPrefix("-") else {
            complain("unknown option \(argument)\n\n\(usage)")
            exit(64)
        }
        paths.append(argument)
    }
}
guard !paths.isEmpty else {
    complain(usage)
    exit(64)
}

TimeZones.install { name in
    FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)").map { Array($0) }
}

var score = Score()
for path in paths {
    let folders = caseFolders(below: path)
    if folders.isEmpty { complain("\(path): no folder with *.dmn and *-test-*.xml here") }
    for folder in folders {
        let result = run(folder: folder, strictness: strictness)
        score.add(result.score)
        print(result.line)
        if isVerbose {
            for failure in result.failures { print("    \(failure)") }
        }
    }
}
let floor = score.passed + score.failed - score.valuesWanted
print("\(score.valuesPassed) of \(score.valuesWanted) cases that expect a value pass")
print("\(floor) cases expect null, which an engine that answers null to everything passes")
print("\(score.passed) passed, \(score.failed) failed")
exit(score.failed == 0 && score.passed > 0 ? 0 : 1)
