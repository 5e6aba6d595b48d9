import DMN
import DMNXML
import FEEL
import Foundation

// Runs folders of the public DMN test suite and prints the score.
//
//     dmn-tck tck/compliance-level-2 tck/compliance-level-3
//     dmn-tck --verbose tck/compliance-level-3/0082-feel-coercion

let usage = """
    usage: dmn-tck [--verbose] [--strict] [--results FILE [--record]] FOLDER...

    Runs every test case below the folders: those of a level, or of one case. Prints a line for
    each folder and last 'N passed, M failed'.

      --verbose   say of each failure what was expected and what was found
      --strict    load models as rulebooks are: unknown names and types are errors
      --results   fail when a folder passes fewer cases than this file says
      --record    write the file anew
    """

var paths: [String] = []
var isVerbose = false
var strictness = DecisionModel.Strictness.lenient
var resultsPath: String?
var isRecording = false
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
    switch argument {
    case "--results": resultsPath = arguments.popFirst()
    case "--record": isRecording = true
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
var results: [FolderResult] = []
for path in paths {
    let folders = caseFolders(below: path)
    if folders.isEmpty { complain("\(path): no folder with *.dmn and *-test-*.xml here") }
    for folder in folders {
        let result = run(folder: folder, strictness: strictness)
        score.add(result.score)
        results.append(result)
        print(result.line)
        if isVerbose {
            for failure in result.failures { print("    \(failure)") }
        }
    }
}
let floor = score.passed + score.failed - score.valuesWanted
print("\(score.valuesPassed) of \(score.valuesWanted) cases that expect a value pass")
print("\(floor) cases expect null, which an engine that answers null to everything passes")
if let resultsPath {
    let now = ResultsFile(results)
    if isRecording {
        do {
            try now.write(to: resultsPath)
        } catch {
            complain("\(resultsPath) cannot be written: \(error.localizedDescription)")
            exit(73)
        }
    } else if let recorded = ResultsFile(path: resultsPath) {
        let losses = now.losses(since: recorded)
        for loss in losses { print(loss) }
        print("\(score.passed) passed, \(score.failed) failed")
        exit(losses.isEmpty ? 0 : 1)
    } else {
        complain("\(resultsPath) holds no results: write them with --record")
        exit(66)
    }
}
print("\(score.passed) passed, \(score.failed) failed")
exit(score.failed == 0 && score.passed > 0 ? 0 : 1)
