"use strict";
var exports = exports || {};
var module = module || { exports: exports };
// Compiled using ts2gas 4.2.0 (TypeScript 4.9.5)
var __spreadArray = (this && this.__spreadArray) || function (to, from, pack) {
    if (pack || arguments.length === 2) for (var i = 0, l = from.length, ar; i < l; i++) {
        if (ar || !(i in from)) {
            if (!ar) ar = Array.prototype.slice.call(from, 0, i);
            ar[i] = from[i];
        }
    }
    return to.concat(ar || Array.prototype.slice.call(from));
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.hoursOf = exports.logHours = void 0;
//import { Entry, Kind } from "./entry";
var SHEET = "Hours";
/** Writes hours into the sheet. */
function logHours(person, day, hours, kind) {
    if (kind === void 0) { kind = Kind.Work; }
    var entry = new Entry(person, day, hours, kind);
    hoursSheet_().appendRow(entry.toRow());
    return JSON.parse(JSON.stringify(entry));
}
exports.logHours = logHours;
/** The sum for a person; all kinds unless some are named. */
function hoursOf(person) {
    var kinds = [];
    for (var _i = 1; _i < arguments.length; _i++) {
        kinds[_i - 1] = arguments[_i];
    }
    return entries_()
        .filter(function (entry) { return entry.person === person; })
        .filter(function (entry) { return kinds.length === 0 || kinds.indexOf(entry.kind) >= 0; })
        .reduce(function (sum, entry) { return sum + entry.hours; }, 0);
}
exports.hoursOf = hoursOf;
/** Hours above eight a day, by person. */
function overtime() {
    return entries_().reduce(function (sums, entry) {
        sums[entry.person] = (sums[entry.person] || 0) + entry.overtime;
        return sums;
    }, {});
}
function people() {
    var names = entries_().map(function (entry) { return entry.person; });
    return __spreadArray([], names.filter(function (name, place) { return names.indexOf(name) === place; }), true).sort();
}
function entries_() {
    var rows = hoursSheet_().getDataRange().getValues();
    return rows.slice(1).map(Entry.fromRow);
}
function hoursSheet_() {
    var spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    var sheet = spreadsheet.getSheetByName(SHEET);
    if (sheet === null) {
        sheet = spreadsheet.insertSheet(SHEET);
        sheet.appendRow(["person", "day", "hours", "kind"]);
    }
    return sheet;
}
